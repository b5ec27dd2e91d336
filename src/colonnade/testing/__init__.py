"""What a test of a dialect, a format or a model needs: strategies and the conformance kit."""
