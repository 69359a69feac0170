<?xml version="1.0" encoding="UTF-8"?>
<!-- The search page as it is before its script fills it, and the field on the first page that leads there. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    exclude-result-prefixes="#all">

  <!-- A question asked here is answered on the search page. -->
  <xsl:template name="h:ask" as="element()">
    <form class="ask" role="search" aria-label="Records" action="search/index.html" method="get">
      <label for="ask">Words in {format-integer(xs:integer($h:count), '#,##0')} records</label>
      <input type="search" id="ask" name="q" autocomplete="off"/>
      <button type="submit">Search</button>
    </form>
  </xsl:template>

  <xsl:template name="h:search-page" as="element()">
    <main>
      <h1>Search</h1>
      <!-- Without the script this is what the page says. The script hides it, or says why it cannot work. -->
      <div class="notice" id="notice">
        <p>Searching and filtering need JavaScript. These lists work without it:</p>
        <ul>
          <li><a href="{$h:home}">All records</a></li>
          <xsl:for-each select="tokenize($h:lists)">
            <li><a href="{$h:root}browse/{.}.html">By {substring(., 1, string-length(.) - 1)}</a></li>
          </xsl:for-each>
          <xsl:for-each select="tokenize($h:register-lists)">
            <li><a href="{$h:root}{.}/index.html">{upper-case(substring(., 1, 1)) || substring(., 2)}</a></li>
          </xsl:for-each>
        </ul>
      </div>
      <form class="facets" id="facets" role="search" aria-label="Records" hidden="hidden" data-root="{$h:root}">
        <xsl:choose>
          <xsl:when test="$h:search">
            <div class="words">
              <label for="q">Words</label>
              <input type="search" id="q" name="q" autocomplete="off" aria-describedby="q-hint"/>
              <button type="submit">Search</button>
              <p class="quiet" id="q-hint">Finds records that contain all the words, in any language, including longer words that begin with them. Put words in quotation marks to find exact matches.</p>
            </div>
          </xsl:when>
          <!-- An edition that was built without its full-text index. -->
          <xsl:otherwise><input type="hidden" name="q"/></xsl:otherwise>
        </xsl:choose>
        <details class="filter" open="open">
          <summary>Filters</summary>
          <fieldset class="years">
            <legend>Year</legend>
            <label>From<input type="number" name="from" inputmode="numeric" min="-9999" max="9999"/></label>
            <label>To<input type="number" name="to" inputmode="numeric" min="-9999" max="9999"/></label>
          </fieldset>
          <xsl:for-each select="'Archive', 'Language', 'Kind', 'Correspondent', 'Author', 'Person', 'Place', 'Organisation'">
            <fieldset class="facet" data-facet="{lower-case(.)}" hidden="hidden"><legend>{.}</legend></fieldset>
          </xsl:for-each>
        </details>
      </form>
      <section id="results" aria-label="Results" tabindex="-1" hidden="hidden">
        <div class="summary-line">
          <p role="status" id="count" class="quiet"></p>
          <a id="reset" href="index.html" hidden="hidden">Reset</a>
          <label>Order<select name="sort" form="facets"><option value="">best first</option><option value="date">oldest first</option><option value="-date">newest first</option></select></label>
        </div>
        <section id="own" aria-label="Pages about this edition" hidden="hidden">
          <p class="quiet">Pages about this edition</p>
          <ul></ul>
        </section>
        <div id="advice" hidden="hidden"></div>
        <ol class="records" id="list"></ol>
        <nav class="pager" id="pager" aria-label="Pages of results" hidden="hidden"></nav>
      </section>
    </main>
  </xsl:template>

</xsl:stylesheet>
