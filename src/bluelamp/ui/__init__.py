"""What every page looks like: components, form fields and chart definitions."""
