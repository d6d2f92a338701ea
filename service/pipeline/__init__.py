"""The use case "translate an article" as a list of steps; refuses HTTP, SQL and model files."""
