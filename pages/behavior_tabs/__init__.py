"""What the tabs of the Behavior Analysis page show, a file a tab."""
