package sundown.archive;

import sundown.account.UserId;
import sundown.archive.plan.PlanId;
import sundown.gallery.ObjectKey;
import sundown.timeline.GroupId;

/**
 * Where the objects of archives lie: {@code <group>/<userId>/<archiveId>/<planId>/...}. All that is made after a plan
 * is below its id, so an object that is there has the bytes of this plan.
 */
public final class ArchiveKeys {
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

    /** What all objects of a user's archives begin with. */
    public static String prefix(GroupId group, UserId user) {
        return group + "/" + user + "/";
    }

    /** What all objects of one archive begin with. */
    public static String prefix(GroupId group, UserId user, ArchiveId archive) {
        return prefix(group, user) + archive + "/";
    }

    private static ObjectKey below(Archive archive, PlanId plan, String name) {
        return new ObjectKey(prefix(archive.group(), archive.user(), archive.id()) + plan + "/" + name);
    }
}
