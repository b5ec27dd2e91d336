"""Pictures of a model: automatic layout, orthogonal lines, and painting as SVG, PNG and one HTML page."""
