/** Facts about the account: one call for each service of AWS for which no client of the SDK is packaged. */
package sundown.aws.account;
