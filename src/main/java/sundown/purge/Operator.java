package sundown.purge;

import java.util.regex.Pattern;

/**
 * The name of somebody who may have a group deleted; two spellings that differ only in capitals are the same person.
 *
 * @param name 1 to 64 letters, digits and {@code . @ _ -}, with single blanks between
 */
public record Operator(String name) {
    private static final int LONGEST = 64;
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}.@_-]+( [\\p{L}\\p{N}.@_-]+)*");

    public Operator {
        if (name.length() > LONGEST || !FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("a name is 1 to 64 letters, digits and . @ _ -, with single blanks");
        }
    }

    /** True when both are the same person. */
    public boolean is(Operator other) {
        return name.equalsIgnoreCase(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
