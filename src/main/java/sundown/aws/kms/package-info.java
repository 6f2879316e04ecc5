/** Secrets sealed by KMS. */
package sundown.aws.kms;
