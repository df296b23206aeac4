"""S3: files in the buckets of an object storage, by the interface that all such storages share."""
