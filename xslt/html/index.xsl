<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages around the records: the first page, the search page, the frame of the lists, the page for what
     is not there, the feed, the sitemap. Their input is an element that holds what the page lists: entries of
     the catalog, and parts of a page that are ready. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="../common/resolver.xsl"/>
  <xsl:import href="frame.xsl"/>
  <xsl:import href="search.xsl"/>
  <xsl:import href="feed.xsl"/>
  <xsl:output method="html" version="5.0" encoding="UTF-8" indent="no"/>

  <!-- Which page: index, search, shell (a frame with an empty body), missing, feed or sitemap. -->
  <xsl:param name="h:kind" as="xs:string" select="'index'"/>
  <!-- How many documents the edition has. -->
  <xsl:param name="h:count" as="xs:string" select="'0'"/>
  <!-- The lists that the edition has. -->
  <xsl:param name="h:lists" as="xs:string" select="''"/>
  <!-- The folders of its register. -->
  <xsl:param name="h:register-lists" as="xs:string" select="''"/>

  <xsl:variable name="h:items" as="map(*)*">
    <xsl:for-each select="/*/Q{}entry">
      <xsl:sequence select="map:merge((@* ! map { local-name(): string() }, map {
          'person': Q{}person/@name ! string(), 'author': Q{}author/@name ! string(), 'other': Q{}other/@name ! string() }))"/>
    </xsl:for-each>
  </xsl:variable>

  <xsl:template match="/" as="node()">
    <xsl:choose>
      <xsl:when test="$h:kind eq 'missing'"><xsl:call-template name="h:missing"/></xsl:when>
      <xsl:when test="$h:kind eq 'feed'"><xsl:call-template name="h:feed"/></xsl:when>
      <xsl:when test="$h:kind eq 'sitemap'"><xsl:call-template name="h:sitemap"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="h:index"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="h:index" as="element()">
    <html lang="en">
      <head>
        <xsl:call-template name="h:head">
          <xsl:with-param name="title" select="if ($h:kind eq 'search') then string-join(('Search', $h:site[.]), ' · ') else ($h:site[.], 'Records')[1]"/>
        </xsl:call-template>
        <xsl:if test="$h:kind eq 'index'">
          <script src="{$h:assets}search.js" defer="defer"></script>
          <script src="{$h:assets}records.js" defer="defer"></script>
        </xsl:if>
        <xsl:if test="$h:kind eq 'search'">
          <script src="{$h:assets}search.js" defer="defer"></script>
          <script src="{$h:assets}facets.js" defer="defer"></script>
        </xsl:if>
        <xsl:if test="$h:address and $h:kind eq 'index'">
          <link rel="canonical" href="{$h:address}"/>
          <link rel="alternate" type="application/atom+xml" href="feed.atom" title="New records"/>
        </xsl:if>
        <xsl:if test="$h:edition and $h:kind eq 'index'">
          <meta name="citation_title" content="{($h:site[.], 'Records')[1]}"/>
          <xsl:if test="not(starts-with($h:edition, 'ark:'))"><meta name="citation_doi" content="{$h:edition}"/></xsl:if>
          <meta name="DC.identifier" content="{c:resolver($h:edition)}"/>
          <link rel="cite-as" href="{c:resolver($h:edition)}"/>
        </xsl:if>
      </head>
      <body class="{string-join(('index', $h:kind[. ne 'index']), ' ')}">
        <a class="skip" href="#{if ($h:kind eq 'shell') then 'main' else if ($h:kind eq 'search') then 'results' else 'records'}">Skip to the records</a>
        <xsl:call-template name="h:site-header"/>
        <xsl:choose>
          <xsl:when test="$h:kind eq 'shell'"><main id="main"></main></xsl:when>
          <xsl:when test="$h:kind eq 'search'"><xsl:call-template name="h:search-page"/></xsl:when>
          <xsl:otherwise>
            <main>
              <h1>{($h:site[.], 'Records')[1]}</h1>
              <xsl:copy-of select="/*/Q{}svg"/>
              <xsl:choose>
                <xsl:when test="/*/Q{}overview">
                  <xsl:if test="$h:search"><xsl:call-template name="h:ask"/></xsl:if>
                  <div id="records"><xsl:copy-of select="/*/Q{}overview/*"/></div>
                </xsl:when>
                <xsl:otherwise><xsl:call-template name="h:records"/></xsl:otherwise>
              </xsl:choose>
              <xsl:if test="$h:edition">
                <p class="quiet">Cite this edition as <a href="{c:resolver($h:edition)}">{c:resolver($h:edition)}</a></p>
              </xsl:if>
            </main>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="h:foot"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="h:site-header" as="element()">
    <header class="site">
      <nav aria-label="Edition">
        <xsl:if test="$h:logo"><img src="{$h:assets}{$h:logo}" alt=""/></xsl:if>
        <xsl:if test="$h:home"><a href="{$h:home}">{($h:site[.], 'All records')[1]}</a></xsl:if>
        <xsl:if test="$h:lists"><a href="{$h:root}search/index.html"><xsl:if test="$h:kind eq 'search'"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>Search</a></xsl:if>
        <xsl:for-each select="tokenize($h:lists)">
          <a href="{$h:root}browse/{.}.html">{upper-case(substring(., 1, 1)) || substring(., 2)}</a>
        </xsl:for-each>
        <xsl:for-each select="tokenize($h:register-lists)">
          <a href="{$h:root}{.}/index.html">{upper-case(substring(., 1, 1)) || substring(., 2)}</a>
        </xsl:for-each>
        <xsl:if test="not($h:home)"><a href="encoding/index.html">How the records are encoded</a></xsl:if>
      </nav>
      <div class="tools" hidden="hidden">
        <xsl:if test="$h:kind eq 'index' and not(/*/Q{}overview)">
          <div role="group" aria-label="Layout">
            <button type="button" data-set-layout="list" aria-pressed="true">List</button>
            <button type="button" data-set-layout="table" aria-pressed="false">Table</button>
          </div>
        </xsl:if>
        <div role="group" aria-label="Appearance">
          <button type="button" data-set-theme="next" aria-label="Theme: system">◐</button>
        </div>
      </div>
    </header>
  </xsl:template>

  <!-- All records on one page, as long as they are few. -->
  <xsl:template name="h:records">
    <xsl:call-template name="h:filters"/>
    <p class="quiet" role="status" id="count">{count($h:items)} {if (count($h:items) eq 1) then 'record' else 'records'}</p>
    <p class="quiet" role="status" id="hint"></p>
    <section id="found" aria-label="Results in the texts" hidden="hidden"></section>
    <ol class="records" id="records">
      <xsl:for-each select="$h:items">
        <li data-i="{position()}">
          <p class="date">{?date-words}</p>
          <h2><a href="{?id}/index.html">{?title}</a></h2>
          <p class="shelfmark">{?location}</p>
          <p class="forms"><a href="{?id}/{?id}.xml" aria-label="TEI of {?title}">TEI</a><xsl:if test="?pdf eq 'yes'"><a href="{?id}/{?id}.pdf" aria-label="PDF of {?title}">PDF</a></xsl:if></p>
        </li>
      </xsl:for-each>
    </ol>
    <div class="scroll" tabindex="0" role="region" aria-label="Records as a table">
      <table>
        <thead>
          <tr>
            <xsl:for-each select="'Date', 'Title', 'Archive', 'Language', 'Kind', 'People'">
              <th scope="col"><button type="button" data-sort="{position() - 1}">{.}</button></th>
            </xsl:for-each>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="$h:items">
            <tr data-i="{position()}" data-date="{?date}" data-archive="{?archive}" data-language="{?original}" data-kind="{?kind}"
                data-people="{string-join(?person, '|')}">
              <td data-key="{?date}">{?date-words}</td>
              <td><a href="{?id}/index.html">{?title}</a></td>
              <td>{?location}</td>
              <td>{?original}</td>
              <td>{?kind}</td>
              <td>{string-join(distinct-values(?person), ', ')}</td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <!-- Filters live in the address: a selection can be sent to somebody. They need the script. -->
  <xsl:template name="h:filters" as="element()">
    <form class="filters" hidden="hidden" role="search" aria-label="Records">
      <xsl:if test="$h:search"><xsl:attribute name="data-search" select="$h:search"/></xsl:if>
      <label>Words<input type="search" name="q" autocomplete="off"/></label>
      <label>From<input type="number" name="from" inputmode="numeric" min="0" max="9999"/></label>
      <label>To<input type="number" name="to" inputmode="numeric" min="0" max="9999"/></label>
      <xsl:sequence select="h:choice('archive', 'Archive', $h:items?archive)"/>
      <xsl:sequence select="h:choice('language', 'Language', $h:items?original)"/>
      <xsl:sequence select="h:choice('kind', 'Kind', $h:items?kind)"/>
      <xsl:sequence select="h:choice('people', 'People', $h:items ! ?person)"/>
    </form>
  </xsl:template>

  <xsl:function name="h:choice" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:variable name="known" as="xs:string*" select="sort(distinct-values($values[normalize-space()]))"/>
    <xsl:if test="exists($known)">
      <label>{$label}<select name="{$name}">
        <option value="">all</option>
        <xsl:for-each select="$known"><option>{.}</option></xsl:for-each>
      </select></label>
    </xsl:if>
  </xsl:function>

  <xsl:template name="h:missing" as="element()">
    <html lang="en">
      <head>
        <xsl:call-template name="h:head">
          <xsl:with-param name="title" select="'Not here'"/>
        </xsl:call-template>
      </head>
      <body class="index">
        <main>
          <h1>Page not found</h1>
          <p>The address may contain a typing error, or the record may have been moved.</p>
          <ul>
            <li><a href="{($h:root[.], 'index.html')[1]}">All records</a></li>
            <li><a href="{$h:root}search/index.html">Search</a></li>
            <li><a href="{$h:root}browse/years.html">By year</a></li>
          </ul>
        </main>
        <xsl:call-template name="h:site-foot"/>
      </body>
    </html>
  </xsl:template>

</xsl:stylesheet>
