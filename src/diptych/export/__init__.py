"""Write a comparison without a screen: one module and one function for each format."""
