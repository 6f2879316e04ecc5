/** Secrets sealed with keys of KMS: envelope encryption. */
package sundown.aws.kms;
