"""World Bank indicators: the API's JSON and the bulk CSV of data.worldbank.org."""
