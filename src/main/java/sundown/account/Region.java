package sundown.account;

import java.util.regex.Pattern;

/**
 * The region in which an account is registered.
 *
 * @param code an ISO 3166-1 alpha-2 code, {@code IN} for example
 */
public record Region(String code) {
    private static final Pattern FORM = Pattern.compile("[A-Z]{2}");

    public Region {
        if (!FORM.matcher(code).matches()) {
            throw new IllegalArgumentException("a region is two capital letters (ISO 3166-1 alpha-2)");
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
