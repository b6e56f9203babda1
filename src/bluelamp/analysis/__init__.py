"""Statistics in plain NumPy: values in, small frozen results out. It prints, draws and stores nothing."""
