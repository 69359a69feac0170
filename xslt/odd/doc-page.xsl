<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of the reference: what is said in the ODD, the elements by module, macros, rules. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:o="https://tei-edition.org/ns/xslt/odd"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- As for the pages of an edition: where the style sheet is, or the style itself; and the way home. -->
  <xsl:param name="o:assets" as="xs:string" select="''"/>
  <xsl:param name="o:style" as="xs:string" select="''"/>
  <xsl:param name="o:home" as="xs:string" select="''"/>
  <!-- The search page of the edition, and the pages that its project has written: a line for each, its folder and its title. -->
  <xsl:param name="o:search" as="xs:string" select="''"/>
  <xsl:param name="o:own-pages" as="xs:string" select="''"/>
  <!-- Files of the schema that stand beside the page, with spaces between. -->
  <xsl:param name="o:files" as="xs:string" select="''"/>

  <xsl:variable name="o:elements" as="element(elementSpec)*"
      select="(//schemaSpec)[1]//elementSpec[not(@mode = 'delete')] | //specGrp//elementSpec[not(@mode = 'delete')]"/>

  <!-- The modules of the TEI, in the words of its chapters. -->
  <xsl:variable name="o:modules" as="map(xs:string, xs:string)" select="map {
      'textstructure': 'The document and its parts',
      'core': 'In the text',
      'transcr': 'Deletions, insertions, gaps',
      'linking': 'Blocks of any kind',
      'figures': 'Tables',
      'namesdates': 'Names',
      'msdescription': 'The original and its location',
      'header': 'The header'
    }"/>

  <xsl:template match="/" as="element()">
    <html lang="{(//schemaSpec/@docLang, 'en')[1]}">
      <head>
        <!-- As the pages of an edition have it; this one runs no script. -->
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src {if ($o:assets) then '''self''' else '''unsafe-inline'''}; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{o:title(.)}</title>
        <xsl:choose>
          <xsl:when test="$o:assets">
            <link rel="icon" type="image/svg+xml" href="{$o:assets}icon.svg"/>
            <link rel="stylesheet" href="{$o:assets}encoding.css"/>
          </xsl:when>
          <xsl:otherwise>
            <style><xsl:value-of select="$o:style"/></style>
          </xsl:otherwise>
        </xsl:choose>
      </head>
      <body>
        <a class="skip" href="#reference">Skip to the reference</a>
        <nav aria-label="Elements">
          <xsl:if test="$o:home">
            <p><a href="{$o:home}">All records</a></p>
            <p><a href="{$o:search}index.html">Search</a></p>
            <xsl:for-each select="tokenize($o:own-pages, '\n')">
              <p><a href="../{substring-before(., ' ')}/index.html">{substring-after(., ' ')}</a></p>
            </xsl:for-each>
          </xsl:if>
          <p><a href="#rules">Rules</a></p>
          <xsl:for-each-group select="$o:elements" group-by="o:module(.)">
            <xsl:sort select="o:order(current-grouping-key())"/>
            <h2>{current-grouping-key()}</h2>
            <ul>
              <xsl:for-each select="current-group()">
                <xsl:sort select="lower-case(@ident)"/>
                <li><a href="#{o:id(.)}">{@ident}</a></li>
              </xsl:for-each>
            </ul>
          </xsl:for-each-group>
        </nav>
        <main id="reference">
          <header>
            <h1>{o:title(.)}</h1>
            <p class="lead">{count($o:elements)} elements, each with its purpose, its attributes and their
              values, the places where it is allowed, and an example.</p>
            <xsl:if test="$o:files">
              <p class="lead">The schema itself:
                <xsl:for-each select="tokenize($o:files)">
                  <xsl:text>{if (position() gt 1) then ', ' else ''}</xsl:text>
                  <a href="{.}"><code>{.}</code></a>
                </xsl:for-each>
              </p>
            </xsl:if>
          </header>
          <xsl:apply-templates select="//body/div[not(.//schemaSpec)]" mode="o:prose"/>
          <xsl:for-each-group select="$o:elements" group-by="o:module(.)">
            <xsl:sort select="o:order(current-grouping-key())"/>
            <section>
              <h2>{current-grouping-key()}</h2>
              <xsl:apply-templates select="current-group()" mode="o:element">
                <xsl:sort select="lower-case(@ident)"/>
              </xsl:apply-templates>
            </section>
          </xsl:for-each-group>
          <xsl:call-template name="o:macros"/>
          <xsl:call-template name="o:rules"/>
        </main>
      </body>
    </html>
  </xsl:template>

  <xsl:function name="o:title" as="xs:string">
    <xsl:param name="odd" as="document-node()"/>
    <xsl:sequence select="normalize-space(($odd//body/head, $odd//titleStmt/title, $odd//schemaSpec/@ident)[1])"/>
  </xsl:function>

  <xsl:function name="o:module" as="xs:string">
    <xsl:param name="spec" as="element(elementSpec)"/>
    <xsl:sequence select="if (map:contains($o:modules, string($spec/@module)))
        then $o:modules(string($spec/@module)) else (string($spec/@module)[.], 'Elements')[1]"/>
  </xsl:function>

  <xsl:function name="o:order" as="xs:integer">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="(index-of(('The document and its parts', 'In the text', 'Deletions, insertions, gaps',
        'Blocks of any kind', 'Tables', 'Names', 'The original and its location', 'The header'), $name), 99)[1]"/>
  </xsl:function>

  <!-- The name by which a part of the page is linked to: "element-p", "macro-inline". -->
  <xsl:function name="o:id" as="xs:string">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="replace(local-name($spec), 'Spec$', '') || '-' || replace($spec/@ident, '[^\w.-]', '-')"/>
  </xsl:function>

  <xsl:template name="o:macros" as="element()?">
    <xsl:variable name="macros" as="element(macroSpec)*" select="//macroSpec[not(@mode = 'delete')]"/>
    <xsl:if test="$macros">
      <section>
        <h2>Groups of elements</h2>
        <xsl:for-each select="$macros">
          <article id="{o:id(.)}">
            <h3><code>{@ident}</code></h3>
            <p class="lead">{normalize-space(desc[1])}</p>
            <p class="model"><xsl:apply-templates select="content" mode="o:model"/></p>
          </article>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- What the grammar cannot say; findings are called by these names. -->
  <xsl:template name="o:rules" as="element()?">
    <xsl:variable name="rules" as="element(constraintSpec)*" select="//constraintSpec[not(ancestor::exemplum)]"/>
    <section id="rules">
      <h2>Rules that supplement the grammar</h2>
      <xsl:if test="empty($rules)">
        <p>None.</p>
      </xsl:if>
      <dl class="rules">
        <xsl:for-each select="$rules">
          <dt id="rule-{@ident}">
            <code>{@ident}</code>
            <xsl:if test="ancestor::elementSpec"> (<xsl:sequence select="o:link(ancestor::elementSpec)"/>)</xsl:if>
          </dt>
          <dd><xsl:apply-templates select="desc[1]" mode="o:prose"/></dd>
        </xsl:for-each>
      </dl>
    </section>
  </xsl:template>

</xsl:stylesheet>
