<?xml version="1.0" encoding="UTF-8"?>
<!-- Where the document comes from and what was done to it: one panel, part by part. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Above the text stands what a reader wants first: where it lies, and what it is about. -->
  <xsl:mode name="h:lead" on-no-match="fail"/>

  <xsl:template match="teiHeader" mode="h:lead" as="element()*">
    <xsl:variable name="item" as="map(*)" select="c:item(..)"/>
    <xsl:if test="exists(($item?location, $item?translators))">
      <p class="shelfmark">{string-join(($item?location,
          if (exists($item?translators)) then 'translated by ' || c:list($item?translators) else ()), ' · ')}</p>
    </xsl:if>
    <xsl:if test="normalize-space($item?abstract)">
      <section class="summary" aria-labelledby="summary">
        <h2 id="summary">Summary</h2>
        <xsl:for-each select="profileDesc/abstract/*">
          <p><xsl:apply-templates mode="h:linked"/></p>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:mode name="h:provenance" on-no-match="shallow-skip"/>
  <!-- The words of a header, its notes and all. -->
  <xsl:mode name="h:words" on-no-match="text-only-copy"/>

  <xsl:template match="teiHeader" mode="h:provenance" as="element()">
    <section class="provenance" id="provenance" aria-labelledby="provenance-title">
      <h2 id="provenance-title">About this text</h2>
      <dl>
        <xsl:apply-templates select="
            .//msIdentifier[not(ancestor::witness or ancestor::msPart or ancestor::msFrag or ancestor::listBibl)], .//textLang, fileDesc/extent[normalize-space()], fileDesc/sourceDesc//(msDesc | object)[not(ancestor::witness or ancestor::msDesc or ancestor::listBibl)],
            profileDesc/correspDesc/correspAction, fileDesc/titleStmt/(author, editor, principal, respStmt[(persName, orgName, name)[normalize-space()]], funder, sponsor),
            fileDesc/publicationStmt/(publisher, authority, distributor, pubPlace, idno, date)[normalize-space()],
            fileDesc/publicationStmt/availability[normalize-space()], fileDesc/notesStmt/note, fileDesc/sourceDesc/(bibl, p, biblStruct, biblFull),
            profileDesc/langUsage, profileDesc/handNotes, profileDesc/textClass"
            mode="h:provenance"/>
      </dl>
      <xsl:apply-templates select="fileDesc/sourceDesc[exists(c:witnesses(../..))][1]" mode="h:provenance"/>
      <xsl:if test="encodingDesc/(projectDesc | editorialDecl) or revisionDesc">
        <details>
          <summary>Encoding and repairs</summary>
          <xsl:for-each select="encodingDesc/(projectDesc, editorialDecl/*)">
            <xsl:for-each select="(p, self::*[not(p)])">
              <p><xsl:apply-templates mode="h:words"/></p>
            </xsl:for-each>
          </xsl:for-each>
          <xsl:for-each select="revisionDesc//change">
            <p>{string-join((@when, h:words((p, node())[1])), ': ')}</p>
            <xsl:if test="list">
              <ul>
                <xsl:for-each select="list/item">
                  <li>{h:words(.)}</li>
                </xsl:for-each>
              </ul>
            </xsl:if>
          </xsl:for-each>
        </details>
      </xsl:if>
      <xsl:if test="$h:encoding">
        <p><a href="{$h:encoding}">The encoding, element by element</a></p>
      </xsl:if>
    </section>
  </xsl:template>

  <xsl:function name="h:words" as="xs:string">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="normalize-space(string-join($node//text() | $node/self::text()))"/>
  </xsl:function>

  <xsl:template name="h:row" as="element()*">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="words" as="xs:string" select="h:words(.)"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:if test="$words">
      <dt>{$label}</dt>
      <dd>
        <xsl:choose>
          <!-- An address becomes a link only where it is one of the web. -->
          <xsl:when test="matches($words, '^https?://\S+$')"><a href="{$words}">{$words}</a></xsl:when>
          <xsl:when test="exists($content)"><xsl:sequence select="$content"/></xsl:when>
          <xsl:otherwise>{$words}</xsl:otherwise>
        </xsl:choose>
      </dd>
    </xsl:if>
  </xsl:template>

  <xsl:template match="msIdentifier" mode="h:provenance" as="element()*">
    <xsl:call-template name="h:row">
      <xsl:with-param name="label" select="'Archive'"/>
      <xsl:with-param name="words" select="string(c:holding(.))"/>
    </xsl:call-template>
    <xsl:apply-templates select="altIdentifier, idno" mode="h:provenance"/>
  </xsl:template>

  <!-- Who sent it and who received it, with the place. -->
  <xsl:template match="correspAction" mode="h:provenance" as="element()*">
    <xsl:call-template name="h:row">
      <xsl:with-param name="label" select="(map { 'sent': 'Sent by', 'received': 'Received by' }(@type), c:upper-first((@type, 'correspondence')[1]))[1]"/>
      <xsl:with-param name="words" select="string-join((distinct-values((persName, orgName, name) ! c:name(.)), (placeName, settlement) ! c:told(.))[.], ', ')"/>
      <xsl:with-param name="content" as="node()*">
        <xsl:if test="h:has-entries(.) and empty((persName, orgName, name)[not(normalize-space())])">
          <xsl:for-each select="persName, orgName, name, placeName, settlement">
            <xsl:if test="position() gt 1">, </xsl:if>
            <xsl:apply-templates select="." mode="h:linked"/>
          </xsl:for-each>
        </xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="altIdentifier" mode="h:provenance" as="element()*">
    <xsl:call-template name="h:row">
      <xsl:with-param name="label" select="c:upper-first((@type, 'also')[1])"/>
      <xsl:with-param name="words" select="h:words((idno, .)[1])"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="msIdentifier/idno[preceding-sibling::idno]" mode="h:provenance" as="element()*">
    <xsl:call-template name="h:row">
      <xsl:with-param name="label" select="c:upper-first((@type, 'also')[1])"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Labels of what is told by its element alone, or by its type. -->
  <xsl:variable name="h:labels" as="map(xs:string, xs:string)" select="map {
      'msIdentifier/idno': 'Shelfmark', 'textLang': 'Original language', 'author': 'Author', 'editor': 'Editor',
      'principal': 'Principal', 'funder': 'Funder', 'sponsor': 'Sponsor', 'publisher': 'Publisher', 'pubPlace': 'Place of publication', 'authority': 'Published by', 'distributor': 'Distributor',
      'availability': 'Rights', 'bibl': 'Citation', 'biblStruct': 'Source', 'biblFull': 'Source', 'p': 'Source', 'date': 'Published',
      'extent': 'Extent', 'note': 'Note', 'handNotes': 'Hands', 'textClass': 'Kind', 'langUsage': 'Languages' }"/>

  <xsl:template match="*" mode="h:provenance" as="element()*">
    <xsl:call-template name="h:row">
      <xsl:with-param name="label" select="($h:labels(local-name(..) || '/' || local-name()), $h:labels(local-name()), local-name())[1]"/>
      <xsl:with-param name="words" select="c:told(.)"/>
      <xsl:with-param name="content" as="node()*">
        <xsl:if test="self::note[h:has-entries(.)]"><xsl:apply-templates mode="h:linked"/></xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="titleStmt/author | titleStmt/editor | titleStmt/principal" mode="h:provenance" as="element()*">
    <xsl:call-template name="h:row">
      <xsl:with-param name="label" select="$h:labels(local-name())"/>
      <xsl:with-param name="words" select="string-join(c:persons(.) ! c:name(.), ', ')"/>
    </xsl:call-template>
  </xsl:template>

  <!-- What a catalogue says of the document, part by part; what has a row of its own is not told twice. -->
  <xsl:template match="msDesc | sourceDesc/object" mode="h:provenance" as="element()*">
    <xsl:for-each select="c:described(.)">
      <xsl:call-template name="h:row">
        <xsl:with-param name="label" select="?label"/>
        <xsl:with-param name="words" select="?words"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- The key of the sigla; each is pointed at from the apparatus. -->
  <xsl:template match="sourceDesc" mode="h:provenance" as="element()*">
    <h3>Witnesses</h3>
    <dl>
      <xsl:for-each select="c:witnesses(../..)">
        <dt id="{h:witness-name(.)}">{c:siglum(.)}</dt>
        <dd><xsl:call-template name="h:language-of"><xsl:with-param name="language" select="@xml:lang"/></xsl:call-template>{c:witness-words(.)}</dd>
      </xsl:for-each>
    </dl>
  </xsl:template>

  <xsl:template match="publicationStmt/idno" mode="h:provenance" as="element()*">
    <xsl:call-template name="h:row">
      <xsl:with-param name="label" select="if (@type = 'URL') then 'Address' else c:upper-first((@type || ' number', 'Number')[1])"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The program that inferred something says so where it did. -->
  <xsl:template match="respStmt[name/@type = 'program']" mode="h:provenance" as="element()*" priority="2"/>

  <xsl:template match="respStmt" mode="h:provenance" as="element()*">
    <xsl:call-template name="h:row">
      <xsl:with-param name="label" select="(c:by(string-join(resp ! h:words(.), ', '))[.], 'Responsible')[1]"/>
      <xsl:with-param name="words" select="c:names((persName, orgName, name) ! c:told(.)[.])"/>
    </xsl:call-template>
  </xsl:template>

  <!-- What kind of text it is, and the keywords that somebody gave it. -->
  <xsl:template match="textClass" mode="h:provenance" as="element()*">
    <xsl:variable name="kinds" as="element()*" select=".//(term[@type = 'text-kind'] | catDesc)"/>
    <xsl:for-each select="$kinds[1]">
      <xsl:call-template name="h:row">
        <xsl:with-param name="label" select="$h:labels('textClass')"/>
        <xsl:with-param name="words" select="string-join($kinds ! h:words(.)[.], ', ')"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select=".[.//term except $kinds]">
      <xsl:call-template name="h:row">
        <xsl:with-param name="label" select="'Keywords'"/>
        <xsl:with-param name="words" select="string-join((.//term except $kinds) ! h:words(.)[.], ', ')"/>
        <xsl:with-param name="content" as="node()*">
          <xsl:if test="h:has-entries(.)">
            <xsl:for-each select=".//term except $kinds">
              <xsl:if test="position() gt 1">, </xsl:if>
              <xsl:apply-templates select="node()" mode="h:linked"/>
            </xsl:for-each>
          </xsl:if>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- Of the hands of a whole project those that the document has, where it says which. -->
  <xsl:function name="h:hands-used" as="element()*">
    <xsl:param name="notes" as="element()"/>
    <xsl:variable name="used" as="xs:string*" select="distinct-values(root($notes)//(text | sourceDoc)//(@hand, self::handShift/@new)/tokenize(.))"/>
    <xsl:variable name="hands" as="element()*" select="$notes//handNote"/>
    <xsl:sequence select="if ($hands['#' || @xml:id = $used]) then $hands['#' || @xml:id = $used] else $hands"/>
  </xsl:function>

  <xsl:template match="langUsage | handNotes" mode="h:provenance" as="element()*">
    <xsl:call-template name="h:row">
      <xsl:with-param name="label" select="$h:labels(local-name())"/>
      <xsl:with-param name="words" select="string-join((.//(language | term | catDesc), h:hands-used(.)) ! h:words(.)[.], ', ')"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
