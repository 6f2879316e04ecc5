/** What AWS says of the account: one call of a service each, for which no client of the SDK is packaged. */
package sundown.aws.account;
