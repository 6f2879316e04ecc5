/**
 * Downloads: a user's gallery as password-protected archives, planned, built in the background, and served for a time.
 */
package sundown.archive;
