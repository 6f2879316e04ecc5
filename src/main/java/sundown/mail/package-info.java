/**
 * Mail: tells users by e-mail what the events say, and keeps a ledger of what was sent. Off unless operators want it.
 */
package sundown.mail;
