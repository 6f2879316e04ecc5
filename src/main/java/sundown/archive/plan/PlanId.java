package sundown.archive.plan;

import java.util.regex.Pattern;

/**
 * Names a plan. All that is made after a plan lies under its id, and nobody plans twice under one id: so whatever is
 * found there has the right bytes, whoever put it there.
 *
 * @param value 24 hexadecimal digits in lower case
 */
public record PlanId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{24}");

    public PlanId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a plan id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
