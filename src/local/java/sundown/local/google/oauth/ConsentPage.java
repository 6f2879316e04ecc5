package sundown.local.google.oauth;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import sundown.local.google.account.Account;
import sundown.local.http.Markup;

/** The page on which a user picks an account and unticks what they do not allow. */
final class ConsentPage {
    private ConsentPage() {}

    static String render(Map<String, String> parameters, Set<String> scopes, List<Account> accounts) {
        return Markup.page("Choose an account", """
            <p>to continue to <b>%s</b></p>
            <form method="post">
            %s
            <fieldset><legend>It will be able to</legend>
            %s
            </fieldset>
            %s
            <p><button name="cancel" value="true">Cancel</button></p>
            </form>
            """.formatted(
                        Markup.escaped(parameters.get("client_id")),
                        Markup.hiddenFields(parameters),
                        scopes.stream().map(ConsentPage::box).collect(Collectors.joining("\n")),
                        accounts.stream().map(ConsentPage::button).collect(Collectors.joining("\n"))));
    }

    private static String box(String scope) {
        return "<p><label><input type=\"checkbox\" name=\"granted\" value=\"%1$s\" checked> %1$s</label></p>"
                .formatted(Markup.escaped(scope));
    }

    private static String button(Account account) {
        return "<p><button name=\"account\" value=\"%s\">%s (%s)</button></p>"
                .formatted(
                        Markup.escaped(account.email()),
                        Markup.escaped(account.displayName()),
                        Markup.escaped(account.email()));
    }
}
