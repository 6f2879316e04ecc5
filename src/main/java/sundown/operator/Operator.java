package sundown.operator;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody who operates Sundown. The subject identifies them; the name is for people to read, and identifies nobody.
 *
 * @param subject the permanent id that the issuer of a verified token gives them, 1 to 255 visible ASCII characters
 *     (OpenID Connect Core, section 2); nothing where no token proved who they are: after a call with IAM, and for
 *     Sundown itself
 * @param name at most 64 characters; those that could disturb a line of a log or of a page are left out
 */
@RegisterForReflection
@JsonPropertyOrder({"by", "bySubject"})
public record Operator(
        @JsonProperty("bySubject") Optional<String> subject,
        @JsonProperty("by") String name) {
    private static final int NAME_CHARACTERS_MAX = 64;
    private static final Pattern SUBJECT = Pattern.compile("[!-~]{1,255}");
    private static final Pattern UNFIT = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    public Operator {
        if (subject.filter(given -> !isSubject(given)).isPresent()) {
            throw new IllegalArgumentException("a subject is 1 to 255 visible characters of ASCII");
        }
        String readable = UNFIT.matcher(name).replaceAll("").strip();
        name = readable.isEmpty() ? "-" : readable.substring(0, end(readable));
    }

    /** An operator whom a token proves. */
    public static Operator proven(String subject, String name) {
        return new Operator(Optional.of(subject), name);
    }

    /** An operator who is known by a name alone. */
    public static Operator unproven(String name) {
        return new Operator(Optional.empty(), name);
    }

    /** True for a text that can be a subject. */
    public static boolean isSubject(String text) {
        return SUBJECT.matcher(text).matches();
    }

    private static int end(String name) {
        int end = Math.min(name.length(), NAME_CHARACTERS_MAX);
        return end < name.length() && Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end;
    }

    /**
     * True when the two are known to be two people: both are proven, and their subjects differ in more than case. Some
     * issuers give the name of a user as they typed it.
     */
    public boolean isAnotherThan(Operator other) {
        return subject.isPresent()
                && other.subject.isPresent()
                && !subject.get().equalsIgnoreCase(other.subject.get());
    }

    /** For logs. */
    @Override
    public String toString() {
        return name + subject.map(proven -> " (" + proven + ")").orElse("");
    }
}
