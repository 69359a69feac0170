<?xml version="1.0" encoding="UTF-8"?>
<!-- The page around the text: head, toolbar, title, the three views. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="/">
    <xsl:choose>
      <xsl:when test="$h:part eq 'source'">
        <xsl:apply-templates select="*" mode="h:source-page"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="*" mode="h:page"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:mode name="h:page" on-no-match="fail"/>

  <xsl:template match="*" mode="h:page" as="element()">
    <xsl:variable name="language" as="xs:string?" select="c:text-language(.)"/>
    <html lang="{$h:own-language}" data-view="diplomatic">
      <head>
        <xsl:call-template name="h:head">
          <xsl:with-param name="title" select="string-join((c:title(.), $h:site[.]), ' · ')"/>
          <xsl:with-param name="pictures" select="$h:opens-pictures"/>
        </xsl:call-template>
        <xsl:apply-templates select="teiHeader" mode="h:metadata"/>
      </head>
      <body>
        <a class="skip" href="#text">Skip to the text</a>
        <xsl:call-template name="h:toolbar"/>
        <main>
          <article>
            <header class="record">
              <xsl:apply-templates mode="h:page" select="c:date(teiHeader)"/>
              <h1>
                <xsl:call-template name="h:language-of"><xsl:with-param name="language" select="(c:language(teiHeader/fileDesc/titleStmt/title[1]), $language[not(c:is-right-to-left(.))])[1]"/></xsl:call-template>
                <xsl:variable name="words" as="xs:string" select="c:title(.)"/>
                <xsl:variable name="linked" as="element()?" select="teiHeader/fileDesc/titleStmt/title[normalize-space() = $words][h:has-entries(.)][1]"/>
                <xsl:apply-templates select="$linked/node()" mode="h:linked"/>
                <xsl:if test="empty($linked)">{$words}</xsl:if>
              </h1>
              <xsl:apply-templates select="teiHeader" mode="h:lead"/>
            </header>
            <xsl:apply-templates select="." mode="h:contents"/>
            <xsl:apply-templates select="." mode="h:speakers"/>
            <xsl:variable name="text" as="element()">
              <div class="text" id="text">
                <xsl:call-template name="h:language-of"><xsl:with-param name="language" select="$language"/></xsl:call-template>
                <xsl:apply-templates select="c:parts(.)"/>
              </div>
            </xsl:variable>
            <xsl:variable name="notes" as="element()?"><xsl:apply-templates select="." mode="h:notes"/></xsl:variable>
            <xsl:sequence select="$text"/>
            <section class="tei" id="tei" aria-labelledby="tei-title">
              <h2 id="tei-title">TEI source</h2>
              <xsl:choose>
                <xsl:when test="$h:source">
                  <p><a href="{$h:source}">The encoding, indented and coloured</a></p>
                </xsl:when>
                <xsl:otherwise>
                  <details>
                    <summary>Show the encoding</summary>
                    <xsl:apply-templates select="." mode="h:tei"/>
                  </details>
                </xsl:otherwise>
              </xsl:choose>
            </section>
            <xsl:sequence select="$notes"/>
            <xsl:apply-templates select="." mode="h:apparatus">
              <xsl:with-param name="shown" select="map:merge(($text, $notes)//@id[starts-with(., 'm')] ! map { string(.): true() })" tunnel="yes"/>
            </xsl:apply-templates>
            <xsl:apply-templates select="." mode="h:named"/>
            <xsl:apply-templates select="." mode="h:forme-work"/>
            <xsl:apply-templates select="teiHeader" mode="h:provenance"/>
            <xsl:apply-templates select="teiHeader" mode="h:cite"/>
            <!-- What stands before and after it in the edition goes here, when all its documents are known. -->
            <xsl:if test="$h:home"><xsl:comment>near</xsl:comment></xsl:if>
          </article>
        </main>
        <xsl:call-template name="h:foot"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="h:toolbar">
    <header class="site">
      <nav aria-label="Edition">
        <xsl:if test="$h:logo">
          <img src="{$h:assets}{$h:logo}" alt=""/>
        </xsl:if>
        <xsl:if test="$h:home"><a href="{$h:home}">{($h:site[.], 'All records')[1]}</a></xsl:if>
        <xsl:if test="$h:search"><a href="{$h:search}index.html">Search</a></xsl:if>
        <xsl:if test="$h:tei"><a href="{$h:tei}" type="application/tei+xml">TEI file</a></xsl:if>
        <xsl:if test="$h:pdf"><a href="{$h:pdf}" type="application/pdf">PDF</a></xsl:if>
        <a href="#cite">Cite</a>
      </nav>
      <!-- Without a script there is nothing to switch. -->
      <div class="tools" hidden="hidden">
        <div role="group" aria-label="View">
          <button type="button" data-set-view="reading" aria-pressed="false">Reading</button>
          <button type="button" data-set-view="diplomatic" aria-pressed="true">Diplomatic</button>
          <button type="button" data-set-view="tei" aria-pressed="false">TEI</button>
        </div>
        <xsl:if test="$h:leaves and $h:assets">
          <button type="button" data-set-pages="" aria-pressed="false">Pages</button>
        </xsl:if>
        <div role="group" aria-label="Appearance">
          <button type="button" data-set-theme="next" aria-label="Theme: system">◐</button>
          <xsl:if test="//text//text()[matches(., '\p{Lu}{3}')]">
            <button type="button" data-set-caps="small" aria-pressed="false" aria-label="Small capitals"><span class="sc">Aa</span></button>
          </xsl:if>
        </div>
      </div>
    </header>
  </xsl:template>

  <xsl:template match="date | origDate" mode="h:page" as="element()">
    <p class="date">
      <xsl:choose>
        <xsl:when test="matches(@when, '^\d{4}(-\d\d){0,2}$') and c:is-possible(@when)"><time datetime="{@when}">{(c:date-words(.)[.], @when)[1]}</time></xsl:when>
        <xsl:otherwise>{(c:date-words(.)[.], (@when, @from, @notBefore, @to, @notAfter)[normalize-space()])[1]}</xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:template>

  <!-- Contents, where there are several divisions with heads. -->
  <xsl:mode name="h:contents" on-no-match="shallow-skip"/>

  <xsl:template match="/*" mode="h:contents" as="element()?">
    <xsl:variable name="heads" as="element()*" select="text//*[matches(local-name(), '^div[1-7]?$')]/head[1][normalize-space(c:plain(.))]"/>
    <xsl:if test="count($heads) gt 2">
      <nav class="contents" aria-labelledby="contents">
        <h2 id="contents">Contents</h2>
        <ol>
          <xsl:for-each select="$heads">
            <li class="level-{min((4, count(ancestor::*[head]) ))}"><xsl:call-template name="h:language-of"><xsl:with-param name="language" select="c:language(.)"/></xsl:call-template><a href="#{h:division-id(..)}">{normalize-space(c:plain(.))}</a></li>
          </xsl:for-each>
        </ol>
      </nav>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
