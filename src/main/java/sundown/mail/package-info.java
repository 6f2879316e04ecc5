/** Mail: tells users by e-mail what the events say, and keeps a ledger of all mails. Off by default. */
package sundown.mail;
