/** The ports that AWS fulfils: DynamoDB, SQS, S3, KMS and Secrets Manager. */
package sundown.aws;
