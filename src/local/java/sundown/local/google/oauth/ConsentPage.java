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
        return """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <link rel="icon" href="data:,">
            <title>Sign in with the stand-in Google</title>
            <style>body { font: 16px system-ui; max-width: 40em; margin: 3em auto } button { margin: .3em }</style>
            <h1>Choose an account</h1>
            <p>to continue to <b>%s</b></p>
            <form method="post">
            %s
            <fieldset><legend>It will be able to</legend>
            %s
            </fieldset>
            %s
            <p><button name="cancel" value="true">Cancel</button></p>
            </form>
            </html>
            """.formatted(
                        Markup.escaped(parameters.get("client_id")),
                        parameters.entrySet().stream()
                                .map(parameter -> Markup.hiddenField(parameter.getKey(), parameter.getValue()))
                                .collect(Collectors.joining("\n")),
                        scopes.stream().map(ConsentPage::box).collect(Collectors.joining("\n")),
                        accounts.stream().map(ConsentPage::button).collect(Collectors.joining("\n")));
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
