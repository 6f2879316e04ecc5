/** Archives: a user's gallery as password-protected volumes, planned and built in the background. */
package sundown.archive;
