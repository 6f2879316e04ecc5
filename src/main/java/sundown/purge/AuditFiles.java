package sundown.purge;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.digest.Sha256;
import sundown.gallery.ObjectKey;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/**
 * The files in the audit bucket, which prove what was planned and done. Each is put once. This port changes and deletes
 * none.
 */
public interface AuditFiles {
    /**
     * Puts a file unless the key has one.
     *
     * @return false if the key has a file, which stays as it is
     */
    boolean putIfAbsent(ObjectKey key, byte[] bytes);

    /** True if there is a file under the key. */
    boolean has(ObjectKey key);

    /** Reads the bytes of a file. */
    Optional<byte[]> read(ObjectKey key);

    /**
     * Lists the keys that begin with a prefix, in order.
     *
     * @param prefix not empty
     */
    Stream<ObjectKey> list(String prefix);

    /**
     * Lists the folders right below a prefix, in order, each once: for {@code a/b/c} and {@code a/d/e} below
     * {@code a/}, {@code b} and {@code d}.
     *
     * @param prefix with a slash at its end
     */
    Stream<String> folders(String prefix);

    /** The keys of manifests, certificates, and differences in the audit bucket. */
    final class AuditKeys {
        private AuditKeys() {}

        /** The folder of a group, with a folder for each plan, named by its id. */
        public static String plans(GroupId group) {
            return "manifests/" + group + "/";
        }

        /** The root of the manifest: a header and a line a chunk. */
        public static ObjectKey root(GroupId group, PlanId plan) {
            return new ObjectKey(prefix(group, plan) + "manifest.jsonl");
        }

        /** A chunk of the manifest: a line a user. */
        public static ObjectKey chunk(GroupId group, PlanId plan, int chunk) {
            return new ObjectKey(prefix(group, plan) + "chunks/%05d.jsonl".formatted(chunk));
        }

        /** The report for people. */
        public static ObjectKey report(GroupId group, PlanId plan) {
            return new ObjectKey(prefix(group, plan) + "report.txt");
        }

        /** The entries of one user that a plan deletes: gzipped lines of JSON, one for each entry. */
        public static ObjectKey account(GroupId group, PlanId plan, UserId user) {
            return new ObjectKey(prefix(group, plan) + "accounts/" + user + ".jsonl.gz");
        }

        /** The entries of one user who was found by their folder alone. */
        public static ObjectKey folder(GroupId group, PlanId plan, UserId user) {
            return new ObjectKey(prefix(group, plan) + "folders/" + user + ".jsonl.gz");
        }

        /** The mark of a user who was found among the accounts, and is left out. */
        static ObjectKey leftOut(GroupId group, PlanId plan, UserId user) {
            return new ObjectKey(prefix(group, plan) + "left-out/" + user);
        }

        /** A page of a chunk, under the hash of its bytes: a worker that makes an equal page finds it there. */
        static ObjectKey page(GroupId group, PlanId plan, int chunk, byte[] page) {
            return new ObjectKey(pages(group, plan, chunk) + Sha256.over(page).hex() + ".json");
        }

        /** The pages of a chunk. */
        static String pages(GroupId group, PlanId plan, int chunk) {
            return prefix(group, plan) + "pages/%05d/".formatted(chunk);
        }

        /** The certificate itself: one line of JSON. */
        public static ObjectKey certificate(GroupId group, PlanId plan) {
            return new ObjectKey("certificates/" + group + "/" + plan + ".json");
        }

        /**
         * The prefix of the differences that a verification found.
         *
         * @param run names the verification
         */
        static String differences(GroupId group, PlanId plan, Instant run) {
            return "differences/" + group + "/" + plan + "/" + run + "/";
        }

        /** A page of differences, under the hash of its bytes. */
        static ObjectKey differences(GroupId group, PlanId plan, Instant run, byte[] page) {
            return new ObjectKey(
                    differences(group, plan, run) + Sha256.over(page).hex() + ".json");
        }

        private static String prefix(GroupId group, PlanId plan) {
            return plans(group) + plan + "/";
        }
    }
}
