package sundown.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import sundown.report.ProgressReport;
import sundown.report.SampleReports;

class ReportPageTest {
    private static final Instant FIRST_DAYS = Instant.parse("2022-12-05T00:20:00Z");
    private static final Instant AFTER_ALL = Instant.parse("2023-08-12T00:20:00Z");

    static Stream<ProgressReport> reports() {
        return Stream.of(
                SampleReports.at(SampleReports.MIDDLE),
                SampleReports.at(Instant.parse("2023-05-31T23:20:00Z")),
                SampleReports.at(AFTER_ALL),
                SampleReports.firstAt(Instant.parse("2022-10-01T00:20:00Z"), 1_000),
                SampleReports.firstAt(FIRST_DAYS, 153_820),
                SampleReports.firstAt(FIRST_DAYS, 1),
                SampleReports.firstAt(FIRST_DAYS, 0),
                SampleReports.firstAt(FIRST_DAYS, 9_999_999_999L / 1_000),
                new ProgressReport(SampleReports.at(FIRST_DAYS).id(), FIRST_DAYS, List.of()));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void isWellFormedAndNeedsNothingElse(ProgressReport report) throws Exception {
        String page = ReportPage.of(report);
        Document document = parsed(page);
        assertThat(page).startsWith("<!DOCTYPE html>\n<html lang=\"en-GB\">");
        assertThat(names(document)).doesNotContain("script", "link", "img", "iframe", "object", "a", "use", "image");
        assertThat(attributes(document)).doesNotContain("src", "href", "xlink:href", "style", "onload");
        assertThat(page.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "url(", "@import", "@font-face");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void describesEachPictureAndHasATableBesideIt(ProgressReport report) throws Exception {
        Document document = parsed(ReportPage.of(report));
        assertThat(elements(document, "svg")).allSatisfy(picture -> {
            assertThat(picture.getAttribute("role")).isEqualTo("img");
            assertThat(picture.getElementsByTagName("title").getLength()).isEqualTo(1);
            assertThat(picture.getElementsByTagName("desc").item(0).getTextContent())
                    .isNotBlank();
            Element pair = (Element) picture.getParentNode();
            assertThat(pair.getElementsByTagName("table").getLength()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @MethodSource("reports")
    void drawsNothingOutsideItsPictures(ProgressReport report) throws Exception {
        Document document = parsed(ReportPage.of(report));
        assertThat(Stream.of("line", "circle", "rect", "text").flatMap(name -> elements(document, name).stream()))
                .allSatisfy(drawn -> Stream.of("x", "x1", "x2", "cx", "y", "y1", "y2", "cy")
                        .filter(drawn::hasAttribute)
                        .forEach(coordinate -> assertThat(Double.parseDouble(drawn.getAttribute(coordinate)))
                                .isBetween(0.0, coordinate.contains("x") ? width(drawn) : height(drawn))));
    }

    @Test
    void saysInOneSentenceHowAGroupIs() {
        assertThat(ReportPage.of(SampleReports.at(SampleReports.MIDDLE)))
                .contains(
                        "105\u00A0days to the close; 66\u00A0% of users have taken their photos out; at the last 14 days"
                                + "&#39; pace ");
        assertThat(ReportPage.of(SampleReports.at(AFTER_ALL)))
                .contains(
                        "Closed 72\u00A0days ago; 72\u00A0% of users took their photos out; 43,326\u00A0users did not.");
    }

    @Test
    void saysWhyThereIsNoOutlookAndNoUser() {
        assertThat(ReportPage.of(SampleReports.firstAt(FIRST_DAYS, 10)))
                .contains("how many will be left can be said when two days have been counted.")
                .doesNotContain("class=\"outlook\"");
        assertThat(ReportPage.of(SampleReports.firstAt(FIRST_DAYS, 0)))
                .contains("nobody is registered in this group.")
                .doesNotContain("<svg");
    }

    @Test
    void drawsTheWayToTheCloseWhereThereIsAnOutlook() throws Exception {
        Document document = parsed(ReportPage.of(SampleReports.at(SampleReports.MIDDLE)));
        assertThat(elements(document, "line").stream()
                        .filter(line -> line.getAttribute("class").equals("outlook")))
                .hasSize(3);
        assertThat(elements(document, "polyline"))
                .first()
                .satisfies(line ->
                        assertThat(line.getAttribute("points").split(" ")).hasSize(84));
    }

    private static double width(Element drawn) {
        return size(drawn, 2);
    }

    private static double height(Element drawn) {
        return size(drawn, 3);
    }

    private static double size(Element drawn, int index) {
        Element picture = (Element) drawn.getParentNode();
        return Double.parseDouble(picture.getAttribute("viewBox").split(" ", -1)[index]);
    }

    private static Document parsed(String page) throws ParserConfigurationException, IOException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }

    private static List<Element> elements(Document document, String name) {
        return IntStream.range(0, document.getElementsByTagName(name).getLength())
                .mapToObj(index -> (Element) document.getElementsByTagName(name).item(index))
                .toList();
    }

    private static List<String> names(Document document) {
        return elements(document, "*").stream().map(Element::getTagName).toList();
    }

    private static List<String> attributes(Document document) {
        return elements(document, "*").stream()
                .flatMap(element -> IntStream.range(0, element.getAttributes().getLength())
                        .mapToObj(index -> element.getAttributes().item(index).getNodeName()))
                .toList();
    }
}
