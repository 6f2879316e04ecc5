/** Mails that SES sends. */
package sundown.aws.ses;
