package sundown.purge;

import java.util.regex.Pattern;

/**
 * The id of a plan. Each plan of a group has another one.
 *
 * @param value 8 to 32 letters and digits
 */
public record PlanId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{8,32}");

    public PlanId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a plan id is 8 to 32 letters and digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
