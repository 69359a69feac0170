<?xml version="1.0" encoding="UTF-8"?>
<!-- The page around the text: head, toolbar, title, the three views. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The way from this page to the assets of the edition, "../assets/"; empty for a page that
       stands alone, which carries its style and script with it. -->
  <xsl:param name="assets" as="xs:string" select="''"/>
  <xsl:param name="style" as="xs:string" select="''"/>
  <xsl:param name="script" as="xs:string" select="''"/>
  <!-- What the page may load (Content Security Policy); the program knows the hashes of what is inline. -->
  <xsl:param name="policy" as="xs:string"
      select="'default-src ''none''; style-src ''self''; script-src ''self''; font-src ''self''; connect-src ''self''; img-src ''self''; base-uri ''none''; form-action ''none'''"/>
  <!-- Addresses of the other forms of the record; empty where there is none. -->
  <xsl:param name="tei" as="xs:string" select="''"/>
  <xsl:param name="pdf" as="xs:string" select="''"/>
  <xsl:param name="home" as="xs:string" select="''"/>
  <xsl:param name="encoding" as="xs:string" select="''"/>
  <!-- The page that shows the TEI source; where there is none, it is shown on this page. -->
  <xsl:param name="source" as="xs:string" select="''"/>
  <!-- Which page is made: that of the text, or that of the source; from there, where the text is. -->
  <xsl:param name="part" as="xs:string" select="'text'"/>
  <xsl:param name="text" as="xs:string" select="''"/>
  <!-- Where the page will be, absolute; empty where nobody has said. -->
  <xsl:param name="address" as="xs:string" select="''"/>
  <!-- What a project says of itself: its name, a line for the foot of each page, its logo and style. -->
  <xsl:param name="site" as="xs:string" select="''"/>
  <xsl:param name="footer" as="xs:string" select="''"/>
  <xsl:param name="logo" as="xs:string" select="''"/>
  <xsl:param name="custom-style" as="xs:string" select="''"/>

  <xsl:template match="/">
    <xsl:choose>
      <xsl:when test="$part eq 'source'">
        <xsl:apply-templates select="*" mode="source-page"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="*" mode="page"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:mode name="page" on-no-match="fail"/>

  <xsl:template match="*" mode="page" as="element()">
    <html lang="{(@xml:lang, text/@xml:lang, 'en')[1]}" data-view="diplomatic">
      <xsl:call-template name="h:direction"/>
      <head>
        <xsl:call-template name="h:head">
          <xsl:with-param name="title" select="string-join((c:title(.), $site[.]), ' · ')"/>
        </xsl:call-template>
        <xsl:apply-templates select="teiHeader" mode="metadata"/>
      </head>
      <body>
        <a class="skip" href="#text">Skip to the text</a>
        <xsl:call-template name="h:toolbar"/>
        <main>
          <article>
            <header class="record">
              <xsl:apply-templates select="teiHeader/profileDesc/creation/date" mode="page"/>
              <h1>{c:title(.)}</h1>
              <xsl:apply-templates select="teiHeader" mode="lead"/>
            </header>
            <xsl:apply-templates select="." mode="contents"/>
            <div class="text" id="text">
              <xsl:apply-templates select="facsimile | sourceDoc | text | TEI"/>
            </div>
            <section class="tei" id="tei" aria-labelledby="tei-title">
              <h2 id="tei-title">TEI source</h2>
              <xsl:choose>
                <xsl:when test="$source">
                  <p><a href="{$source}">The encoding, indented and coloured</a></p>
                </xsl:when>
                <xsl:otherwise>
                  <details>
                    <summary>Show the encoding</summary>
                    <xsl:apply-templates select="." mode="tei"/>
                  </details>
                </xsl:otherwise>
              </xsl:choose>
            </section>
            <xsl:apply-templates select="." mode="notes"/>
            <xsl:apply-templates select="." mode="apparatus"/>
            <xsl:apply-templates select="teiHeader" mode="provenance"/>
            <xsl:apply-templates select="teiHeader" mode="cite"/>
          </article>
        </main>
        <xsl:call-template name="h:foot"/>
      </body>
    </html>
  </xsl:template>

  <!-- What every page of an edition has in its head. -->
  <xsl:template name="h:head">
    <xsl:param name="title" as="xs:string"/>
    <meta http-equiv="Content-Security-Policy" content="{$policy}"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title>{$title}</title>
    <xsl:choose>
      <xsl:when test="$assets">
        <link rel="icon" type="image/svg+xml" href="{$assets}icon.svg"/>
        <link rel="stylesheet" href="{$assets}edition.css"/>
        <xsl:if test="$custom-style">
          <link rel="stylesheet" href="{$assets}{$custom-style}"/>
        </xsl:if>
        <script src="{$assets}edition.js" defer="defer"></script>
      </xsl:when>
      <xsl:otherwise>
        <style><xsl:value-of select="$style"/></style>
        <xsl:if test="$script">
          <script type="module"><xsl:value-of select="$script"/></script>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="h:toolbar">
    <header class="site">
      <nav aria-label="Edition">
        <xsl:if test="$logo">
          <img src="{$assets}{$logo}" alt=""/>
        </xsl:if>
        <xsl:if test="$home"><a href="{$home}">{($site[.], 'All records')[1]}</a></xsl:if>
        <xsl:if test="$tei"><a href="{$tei}" type="application/tei+xml">TEI file</a></xsl:if>
        <xsl:if test="$pdf"><a href="{$pdf}" type="application/pdf">PDF</a></xsl:if>
        <a href="#cite">Cite</a>
      </nav>
      <!-- Without a script there is nothing to switch. -->
      <div class="tools" hidden="hidden">
        <div role="group" aria-label="View">
          <button type="button" data-set-view="reading" aria-pressed="false">Reading</button>
          <button type="button" data-set-view="diplomatic" aria-pressed="true">Diplomatic</button>
          <button type="button" data-set-view="tei" aria-pressed="false">TEI</button>
        </div>
        <div role="group" aria-label="Appearance">
          <button type="button" data-set-theme="next" aria-label="Theme: by the system">◐</button>
          <xsl:if test="//text//text()[matches(., '\p{Lu}{3}')]">
            <button type="button" data-set-caps="small" aria-pressed="false" aria-label="Small capitals"><span class="sc">Aa</span></button>
          </xsl:if>
        </div>
      </div>
    </header>
  </xsl:template>

  <xsl:template name="h:foot">
    <xsl:if test="$footer">
      <footer class="site"><p>{$footer}</p></footer>
    </xsl:if>
    <div id="card" role="tooltip" hidden="hidden"></div>
    <p id="said" class="quiet" role="status"></p>
  </xsl:template>

  <xsl:template match="creation/date" mode="page" as="element()">
    <p class="date">
      <xsl:choose>
        <xsl:when test="matches(@when, '^\d{4}(-\d\d){0,2}$')"><time datetime="{@when}">{normalize-space(.)}</time></xsl:when>
        <xsl:otherwise>{normalize-space(.)}</xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:template>

  <!-- Contents, where there are several divisions with heads. -->
  <xsl:mode name="contents" on-no-match="shallow-skip"/>

  <xsl:template match="/*" mode="contents" as="element()?">
    <xsl:variable name="heads" as="element()*" select="text//*[matches(local-name(), '^div[1-7]?$')]/head[1][normalize-space(h:plain(.))]"/>
    <xsl:if test="count($heads) gt 2">
      <nav class="contents" aria-labelledby="contents">
        <h2 id="contents">Contents</h2>
        <ol>
          <xsl:for-each select="$heads">
            <li class="level-{min((4, count(ancestor::*[head]) ))}"><a href="#{h:division-id(..)}">{normalize-space(h:plain(.))}</a></li>
          </xsl:for-each>
        </ol>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- The words of an element without its notes. -->
  <xsl:function name="h:plain" as="xs:string">
    <xsl:param name="element" as="node()?"/>
    <xsl:variable name="words" as="xs:string*">
      <xsl:for-each select="$element//(text() | lb)[not(ancestor::note intersect $element//note)]">
        <xsl:sequence select="if (self::lb) then ' ' else string()"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join($words)"/>
  </xsl:function>

  <xsl:template name="h:language">
    <xsl:if test="@xml:lang"><xsl:attribute name="lang" select="@xml:lang"/></xsl:if>
    <xsl:call-template name="h:direction"/>
  </xsl:template>

  <!-- Scripts that run from right to left (ISO 15924 and the languages written in them). -->
  <xsl:template name="h:direction">
    <xsl:if test="matches(@xml:lang, '^(ar|arc|ckb|dv|fa|he|ks|ps|sd|ug|ur|yi)(-|$)|-(Arab|Hebr|Syrc|Thaa|Nkoo)(-|$)')
        and not(contains(@xml:lang, '-Latn'))">
      <xsl:attribute name="dir" select="'rtl'"/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
