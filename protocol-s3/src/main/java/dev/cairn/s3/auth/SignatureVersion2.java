package dev.cairn.s3.auth;

/**
 * Where Signature Version 2 is accepted. S3 keeps it for buckets made before June 2020, and clients
 * of today still sign URLs and forms by it unless they are told a region.
 *
 * <p>Source: Amazon S3 User Guide, "Signature Version 2 turned off".
 */
public enum SignatureVersion2 {
    /** In the query of presigned URLs and in forms. */
    PRESIGN,
    OFF,
    /** In the Authorization header, too. */
    ALL
}
