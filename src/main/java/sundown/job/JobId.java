package sundown.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;
import sundown.timeline.GroupId;

/**
 * Names a job: its work, and its group.
 *
 * @param work the stable name of its {@link ChunkWork}: 1 to 32 small letters
 */
@RegisterForReflection
public record JobId(String work, GroupId group) {
    private static final Pattern WORK = Pattern.compile("[a-z]{1,32}");

    public JobId {
        if (!WORK.matcher(work).matches()) {
            throw new IllegalArgumentException("the work of a job is 1 to 32 small letters");
        }
    }

    /**
     * Reads {@code memberships-1}.
     *
     * @throws IllegalArgumentException for any other form
     */
    @JsonCreator
    public static JobId of(String text) {
        int hyphen = text.indexOf('-');
        if (hyphen < 0) {
            throw new IllegalArgumentException("a job is named by its work, a hyphen, and its group");
        }
        return new JobId(text.substring(0, hyphen), new GroupId(text.substring(hyphen + 1)));
    }

    @Override
    @JsonValue
    public String toString() {
        return work + "-" + group;
    }
}
