"""What every area of casework does in the same way. Each practice knows the kernel, and no other practice."""
