"""The tabs of the Feature Utilization page, a file each."""
