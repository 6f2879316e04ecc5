package sundown.timeline;

import java.util.regex.Pattern;

/**
 * Names a region group.
 *
 * @param value 1 to 16 letters and digits: it is the first part of every object key of the group
 */
public record GroupId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{1,16}");

    public GroupId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a group id is 1 to 16 letters and digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
