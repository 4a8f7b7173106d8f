"""Where evidence comes from: reference packs. It knows nothing of claims."""
