/** Credentials that operators keep in Secrets Manager. */
package sundown.aws.secretsmanager;
