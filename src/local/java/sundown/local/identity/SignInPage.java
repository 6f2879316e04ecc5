package sundown.local.identity;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sundown.local.http.Markup;

/** The page on which a person signs in, without a password. */
final class SignInPage {
    private SignInPage() {}

    /**
     * Renders the form.
     *
     * @param parameters of the page's request, which the form sends again
     * @param people the part of the form that asks for the user: {@link #field} or {@link #choice}
     */
    static String render(Map<String, String> parameters, String people) {
        return Markup.page("Sign in to the local photo cloud", """
            <form method="post">
            %s
            %s
            <p><button>Sign in</button></p>
            </form>
            """.formatted(Markup.hiddenFields(parameters), people));
    }

    /** Takes any user, and offers one. */
    static String field(String user) {
        return "<p><label>User <input name=\"user\" value=\"%s\" required autofocus></label></p>"
                .formatted(Markup.escaped(user));
    }

    /** Takes one of the staff. */
    static String choice(List<Staff> staff) {
        return staff.stream()
                .map(person -> "<p><label><input type=\"radio\" name=\"user\" value=\"%s\" required> %s: %s</label></p>"
                        .formatted(person.user(), person.fullName(), String.join(", ", person.roles())))
                .collect(Collectors.joining("\n", "<fieldset><legend>Operator</legend>\n", "\n</fieldset>"));
    }
}
