"""What the tabs of the Security page show, a file a tab."""
