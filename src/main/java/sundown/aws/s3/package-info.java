/** Buckets in S3: galleries, archives, and the audit bucket. */
package sundown.aws.s3;
