/** The ports that AWS fulfils: DynamoDB, SQS, S3 and KMS. */
package sundown.aws;
