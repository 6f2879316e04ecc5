package sundown.archive;

import sundown.account.UserId;
import sundown.archive.plan.PlanId;
import sundown.gallery.BucketLayout;
import sundown.gallery.ObjectKey;
import sundown.timeline.GroupId;

/**
 * The keys of an archive's objects: {@code <group>/<userId>/<archiveId>/<planId>/...}, whatever the layout of the
 * gallery. Everything built from a plan is stored below its id, so an object found there has the bytes of this plan.
 */
public final class ArchiveKeys {
    /** The layout of the bucket of archives. */
    public static final BucketLayout LAYOUT = BucketLayout.GROUP_FIRST;

    private ArchiveKeys() {}

    /** A volume: {@code <n>.zip}. */
    public static ObjectKey volume(Archive archive, PlanId plan, int number) {
        return below(archive, plan, number + ".zip");
    }

    /** The plan of a volume: {@code <n>.plan}. */
    public static ObjectKey plan(Archive archive, PlanId plan, int number) {
        return below(archive, plan, number + ".plan");
    }

    /** A file that Sundown wrote for the user: {@code files/README.txt}. */
    public static ObjectKey file(Archive archive, PlanId plan, String name) {
        return below(archive, plan, "files/" + name);
    }

    /** The prefix of all objects of one archive. */
    public static String prefix(GroupId group, UserId user, ArchiveId archive) {
        return LAYOUT.prefix(group, user) + archive + "/";
    }

    private static ObjectKey below(Archive archive, PlanId plan, String name) {
        return new ObjectKey(prefix(archive.group(), archive.user(), archive.id()) + plan + "/" + name);
    }
}
