package sundown.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A language that somebody reads.
 *
 * @param tag of BCP 47, {@code pt-BR} for example
 */
@RegisterForReflection
public record Language(@JsonValue String tag) {
    private static final String ENGLISH = "en";
    private static final Pattern FORM = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,7}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Language {
        if (!FORM.matcher(tag).matches()) {
            throw new IllegalArgumentException("a language is a tag of BCP 47, pt-BR for example");
        }
    }

    /**
     * The closest language of those that are offered: the same, or one with the same first part, {@code en} for
     * {@code en-GB}. English, if there is none.
     */
    public static String closest(String wanted, List<String> offered) {
        return offered.stream()
                .filter(wanted::equalsIgnoreCase)
                .findFirst()
                .or(() -> offered.stream()
                        .filter(language -> first(language).equalsIgnoreCase(first(wanted)))
                        .findFirst())
                .orElse(ENGLISH);
    }

    private static String first(String language) {
        return language.split("-", 2)[0];
    }
}
