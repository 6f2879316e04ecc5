package sundown.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The region in which an account is registered.
 *
 * @param code an ISO 3166-1 alpha-2 code, {@code IN} for example
 */
@RegisterForReflection
public record Region(@JsonValue String code) {
    private static final Pattern FORM = Pattern.compile("[A-Z]{2}");
    private static final Set<String> ASSIGNED = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Region {
        if (!FORM.matcher(code).matches()) {
            throw new IllegalArgumentException("a region is two capital letters (ISO 3166-1 alpha-2)");
        }
    }

    /** True for a code that ISO 3166-1 has assigned to a country or territory. */
    public boolean assigned() {
        return ASSIGNED.contains(code);
    }

    @Override
    public String toString() {
        return code;
    }
}
