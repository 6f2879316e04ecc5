package sundown.purge.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.purge.certificate.Functions.NOW;
import static sundown.purge.certificate.Functions.ONE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import sundown.edge.Json;
import sundown.operator.SampleOperators;
import sundown.purge.approval.KillSwitch;

class CertificatePageTest {
    private static final ObjectNode CERTIFICATE = certificate();

    @Test
    void tellsTheCountsTheTimesAndThePeople() {
        assertThat(CertificatePage.write(CERTIFICATE))
                .contains("Certificate of deletion no. 1, group 1")
                .contains("ID, IN, MM")
                .contains("<td class=\"n\">27</td><td class=\"n\">5</td>")
                .contains("Nothing is left of this group: 0 objects, besides those of 1 account under hold.")
                .contains("2023-06-01 00:00:00 UTC")
                .contains("none: it is the first")
                .contains("Ada", "Grace", "Zoë", "Mary")
                .contains(CERTIFICATE.path("sha256").asText());
    }

    @Test
    void saysInWordsWhatEachFigureAndTimeIs() {
        assertThat(CertificatePage.write(CERTIFICATE))
                .contains("<td>accounts</td>", "<td>versions of photos, videos and archives</td>")
                .contains("<td>the group closed</td>", "<td>it was certified</td>")
                .contains("<td>the kill switch, last</td><td>deletions allowed</td>");
    }

    @Test
    void namesThePlansThatDeletedSomething() {
        assertThat(CertificatePage.write(CERTIFICATE))
                .contains("<td><code>plan00001</code><br><code>"
                        + CERTIFICATE.path("manifestHash").asText() + "</code></td><td class=\"n\">2</td>");
    }

    @Test
    void needsNothingFromElsewhereAndRunsNothing() {
        assertThat(CertificatePage.write(CERTIFICATE))
                .doesNotContain("<script", "src=", "href=", "http", "url(", "@import")
                .contains("@media print");
    }

    @Test
    void escapesWhateverItIsGiven() {
        ObjectNode hostile = CERTIFICATE.deepCopy();
        hostile.put("certifiedBy", "<img src=x onerror='a'>&\"");
        assertThat(CertificatePage.write(hostile))
                .doesNotContain("<img")
                .contains("&lt;img src=x onerror=&#39;a&#39;&gt;&amp;&quot;");
    }

    @Test
    void isWellFormed() throws Exception {
        String body = CertificatePage.write(CERTIFICATE);
        String xml =
                body.substring(body.indexOf("<body>"), body.indexOf("</html>")).replace("<br>", "<br/>");
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(xml)))
                        .getElementsByTagName("table")
                        .getLength())
                .isEqualTo(5);
    }

    private static ObjectNode certificate() {
        Functions functions = new Functions();
        functions.purged(ONE);
        functions.killSwitch.set(new KillSwitch.Position(false, SampleOperators.named("Mary"), "a false alarm", NOW));
        functions.certify(ONE);
        return (ObjectNode) Json.read(functions.file("certificates/1/plan00001.json"));
    }
}
