"""data.gouv.fr: a CSV resource as a series, with the metadata of its data set."""
