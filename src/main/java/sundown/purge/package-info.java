/**
 * The purge of a closed group: a plan lists what is to be deleted, two people approve it, the deletion goes through the
 * manifest account by account, and a verification proves what is left. {@link sundown.purge.Plan} and
 * {@link sundown.purge.PurgeStore$Purge} are its two records. {@link sundown.purge.PurgeJob} lists its jobs.
 * {@link sundown.purge.ApprovalRules}, {@link sundown.purge.PurgeRules}, {@link sundown.purge.DeletionRules}, and
 * {@link sundown.purge.CertificateRules} decide.
 */
package sundown.purge;
