package sundown.edge;

import java.util.Locale;

/**
 * A stable code for a sentence, so that a page or an app can say it in words and a language of its own. Enums implement
 * it; docs/openapi.yaml lists their codes.
 */
public interface Code {
    /** The name of the constant. */
    String name();

    /** The name in the form of an answer, {@code exports-open} for example. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name of a type in the form of an answer. */
    static String of(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
