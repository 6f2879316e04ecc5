package sundown.archive.plan;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Identifies a plan. Everything built from a plan is stored below its id, and no id is used for two plans: so any
 * object found there has the right bytes, whichever worker wrote it.
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

    /** A new id: 96 random bits, so that no two are equal and none can be guessed. */
    public static PlanId random(RandomGenerator random) {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return new PlanId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
