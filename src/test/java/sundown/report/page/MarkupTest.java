package sundown.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkupTest {
    @Test
    void escapesWhatIsText() {
        assertThat(Markup.element("p", Markup.text("<script>alert('1 & \"2\"')</script>")))
                .hasToString("<p>&lt;script&gt;alert(&#39;1 &amp; &quot;2&quot;&#39;)&lt;/script&gt;</p>");
    }

    @Test
    void escapesTheValuesOfAttributes() {
        assertThat(Markup.element("p", Map.of("class", "\"><b onclick='x'")))
                .hasToString("<p class=\"&quot;&gt;&lt;b onclick=&#39;x&#39;\" />");
    }

    @Test
    void replacesWhatXmlDoesNotAllow() {
        assertThat(Markup.text("a\u0000b\u000Bc\uD800d\uFFFEe\tf\uD83D\uDCF7"))
                .hasToString("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\tf\uD83D\uDCF7");
    }

    @Test
    void keepsTheOrderOfWhatIsInside() {
        assertThat(Markup.element("p", Markup.text("a"), Markup.element("br"), Markup.text("b")))
                .hasToString("<p>a<br />b</p>");
    }
}
