/**
 * Archives: a user's gallery as password-protected volumes, planned, built in the background, and available for a time.
 */
package sundown.archive;
